// Leave this page: tells the page to save, empties the screen, and goes, with this page gone from the way back.
// Pressing Escape three times within two seconds does the same.
const times = 3
const within = 2000

export function leave (link) {
  let presses = []

  link.addEventListener('click', event => {
    event.preventDefault()
    go()
  })
  document.addEventListener('keydown', event => {
    if (event.key !== 'Escape' || event.repeat) return
    const now = Date.now()
    presses = [...presses.filter(at => now - at < within), now]
    if (presses.length >= times) go()
  })
  // A page taken back from the browser's memory would still be empty.
  window.addEventListener('pageshow', event => event.persisted && location.reload())

  function go () {
    document.dispatchEvent(new Event('tf:leave'))
    document.title = 'Leaving'
    for (const child of document.body.children) child.hidden = true
    location.replace(link.href)
  }
}
