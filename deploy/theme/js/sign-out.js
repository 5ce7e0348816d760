import { forgetHeard } from './heard.js'
import { forgetAll } from './kept.js'
import { removeAll } from './unsent.js'

// Nothing that one person typed, played or heard is left in the browser for the next.
export function signOut (form) {
  form.addEventListener('submit', () => {
    forgetAll()
    forgetHeard()
    removeAll()
  })
}
