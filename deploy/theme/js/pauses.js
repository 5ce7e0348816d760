// Where a film or a sound stops to ask something: it pauses, leaves the full screen, and the question comes below the player with the
// focus on it. Left out, it waits there, and the page says so. Without it all questions stand below the film.
import { autosave } from './autosave.js'

const jump = 3 // seconds: more at once was not played through

export function pauses (root) {
  const video = root.closest('[data-film]').querySelector('video, audio')
  const says = root.querySelector('[data-pauses-says]')
  const all = root.querySelector('[data-pauses-all]')
  let last = 0

  for (const point of points()) {
    ready(point)
    point.hidden = !isAnswered(point) && location.hash !== `#${point.id}`
  }
  video.addEventListener('timeupdate', played)
  video.addEventListener('seeked', passed)
  video.addEventListener('ended', () => reveal(() => true))
  video.addEventListener('error', () => reveal(() => true))
  all.querySelector('button').addEventListener('click', () => {
    const first = points().find(point => point.hidden)
    reveal(() => true)
    focus(first)
  })
  root.addEventListener('click', event => {
    const button = event.target.closest('[data-pause-on], [data-pause-skip]')
    const again = event.target.closest('[data-pause-again]')
    if (button) goOn()
    if (!again) return
    event.preventDefault()
    load(again.closest('[data-pause]'), fetch(again.href), () => location.assign(again.href))
  })
  root.addEventListener('submit', event => {
    const form = event.target.closest('[data-pause-form]')
    event.preventDefault()
    const body = new FormData(form)
    if (event.submitter?.name) body.append(event.submitter.name, event.submitter.value)
    load(form.closest('[data-pause]'), fetch(form.action, { method: 'POST', body }), () => sendPlainly(form, event.submitter))
  })
  say()

  function points () {
    return [...root.querySelectorAll('[data-pause]')]
  }

  function played () {
    const now = video.currentTime
    const point = points().find(point => point.hidden && last < at(point) && at(point) <= now)
    const isPlayed = now > last && now - last < jump && !video.seeking
    last = now
    if (point && isPlayed) stopAt(point)
  }

  // What was jumped over waits below, and does not stop the film.
  function passed () {
    last = video.currentTime
    reveal(point => at(point) < last)
  }

  async function stopAt (point) {
    video.pause()
    point.hidden = false
    await leaveFullScreen(video)
    say()
    focus(point)
  }

  function goOn () {
    say()
    video.play().catch(() => {})
    video.focus()
  }

  function reveal (which) {
    for (const point of points()) if (point.hidden && which(point)) point.hidden = false
    say()
  }

  function say () {
    const waiting = points().filter(point => !point.hidden && !isAnswered(point)).length
    all.hidden = !points().some(point => point.hidden)
    const words = waiting === 0 ? '' : waiting === 1 ? '1 question is waiting below.' : `${waiting} questions are waiting below.`
    if (says.textContent !== words) says.textContent = words
  }

  // The page that answers holds the same point, with what is said of it.
  async function load (point, asked, otherwise) {
    try {
      const response = await asked
      if (!response.ok) throw new Error(response.statusText)
      const page = new DOMParser().parseFromString(await response.text(), 'text/html')
      const fresh = document.adoptNode(page.getElementById(point.id))
      const notices = page.querySelector('.tf-notices')
      if (notices) fresh.querySelector('[tabindex="-1"]').after(document.adoptNode(notices))
      point.replaceWith(fresh)
      for (const form of fresh.querySelectorAll('[data-module~="tf-autosave"]')) autosave(form)
      ready(fresh)
      say()
      focus(fresh)
    } catch {
      otherwise()
    }
  }

  function ready (point) {
    for (const button of point.querySelectorAll('[data-pause-on], [data-pause-skip]')) button.hidden = false
  }
}

function focus (point) {
  (point.querySelector('.govuk-error-summary') ?? point.querySelector('[tabindex="-1"]')).focus()
}

function isAnswered (point) {
  return 'answered' in point.dataset
}

function at (point) {
  return Number(point.dataset.at)
}

function sendPlainly (form, submitter) {
  if (submitter?.name) {
    const input = Object.assign(document.createElement('input'), { type: 'hidden', name: submitter.name, value: submitter.value })
    form.append(input)
  }
  form.submit()
}

async function leaveFullScreen (video) {
  try {
    if (document.fullscreenElement) await document.exitFullscreen()
    if (video.webkitDisplayingFullscreen) video.webkitExitFullscreen()
    if (document.pictureInPictureElement) await document.exitPictureInPicture()
  } catch { /* it stays as it is: the question is below all the same */ }
}

for (const root of document.querySelectorAll('[data-pauses]')) pauses(root)
