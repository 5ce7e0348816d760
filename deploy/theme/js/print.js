// A button that prints is of no use without scripts, so it comes hidden.
export function print (button) {
  button.hidden = false
  button.addEventListener('click', () => window.print())
}
