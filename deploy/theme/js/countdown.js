// The time left in a quiz, counted down from what the server said when the page came. Nothing moves, and a screen reader
// hears it twice: at five minutes and at one. At the end what is chosen is sent once; the server decides whether it was in time.
const WARNINGS = [300, 60]
const EVERY = 1000

function many (number, noun) {
  return number === 1 ? `1 ${noun}` : `${number} ${noun}s`
}

function inWords (seconds) {
  if (seconds <= 0) return 'no time'
  if (seconds < 60) return many(seconds, 'second')
  const hours = Math.floor(seconds / 3600)
  const minutes = Math.floor(seconds / 60) % 60
  return [hours && many(hours, 'hour'), minutes && many(minutes, 'minute')].filter(Boolean).join(' and ')
}

// In the last minute by tens, and for whoever asks for less motion not at all. Never more than there is.
function shown (seconds) {
  if (seconds <= 0 || seconds >= 60) return inWords(seconds)
  if (window.matchMedia('(prefers-reduced-motion: reduce)').matches) return 'less than a minute'
  return inWords(seconds < 10 ? seconds : Math.floor(seconds / 10) * 10)
}

function sendWhatIsChosen () {
  const button = document.querySelector('main form [name="save"]')
  const fields = button ? [...new FormData(button.form)] : []
  const own = ([name, value]) => !['csrfmiddlewaretoken', 'revision'].includes(name) && value !== ''
  if (fields.some(own)) button.click()
}

function countdown (root) {
  const words = root.querySelector('[data-countdown-words]')
  const says = root.querySelector('[data-countdown-says]')
  const start = Number(root.dataset.countdown)
  const end = Date.now() + start * 1000
  const due = WARNINGS.filter(seconds => seconds < start)
  let timer = null

  function look () {
    const left = Math.max(0, Math.round((end - Date.now()) / 1000))
    if (words.textContent !== shown(left)) words.textContent = shown(left)
    if (left <= due[0]) {
      while (left <= due[0]) due.shift()
      if (left > 0) says.textContent = left > 60 ? `You have ${inWords(Math.ceil(left / 60) * 60)} left.` : 'You have one minute left.'
    }
    if (left > 0) return
    clearInterval(timer)
    says.textContent = 'Your time is up.'
    sendWhatIsChosen()
  }

  timer = setInterval(look, EVERY)
  // A page out of the browser's memory may have stood still: what the server says now is what counts.
  window.addEventListener('pageshow', event => event.persisted && location.reload())
}

for (const root of document.querySelectorAll('[data-countdown]')) countdown(root)
