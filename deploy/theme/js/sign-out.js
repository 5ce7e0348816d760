import { forgetAll } from './kept.js'
import { removeAll } from './unsent.js'

// Nothing that one person typed is left in the tab for the next, nor what they played on the device.
export function signOut (form) {
  form.addEventListener('submit', () => {
    forgetAll()
    removeAll()
  })
}
