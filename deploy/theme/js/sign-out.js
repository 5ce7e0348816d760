import { forgetAll } from './kept.js'

// Nothing that one person typed is left in the tab for the next.
export function signOut (form) {
  form.addEventListener('submit', forgetAll)
}
