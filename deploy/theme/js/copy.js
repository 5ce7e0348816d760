// A button that copies an address. It is of no use without scripts, or where the browser will not copy, so it comes hidden.
export function copy (button) {
  const says = document.getElementById(button.getAttribute('aria-describedby'))
  if (!navigator.clipboard || !says) return
  button.hidden = false
  button.addEventListener('click', async () => {
    try {
      await navigator.clipboard.writeText(button.dataset.copy)
      says.textContent = 'Copied'
    } catch {
      says.textContent = `Your browser would not copy it. The address is ${button.dataset.copy}`
    }
  })
}
