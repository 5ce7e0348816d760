import { find } from './find.js'
import { played } from './played.js'
import { stored } from './stored.js'

// A film or a sound with its words beside it: the transcript follows and seeks, it resumes where it was left, the speed is
// remembered in this browser, and another way to play takes its place. A page may have several, each for itself. Without it
// the browser's own player does.
const nearStart = 5
const nearEnd = 10
const speedKey = 'tf-speed'

export function film (root) {
  const kind = root.dataset.film
  const video = root.querySelector('video, audio')
  const says = root.querySelector('[data-film-says]')
  const problem = root.querySelector('[data-film-problem]')
  const gone = root.querySelector('[data-film-gone]')
  const lines = root.querySelector('.tf-transcript__lines')
  const cues = [...root.querySelectorAll('[data-cue]')]
  const start = Number(root.dataset.start || 0)
  const mainWay = { href: video.getAttribute('src'), captions: video.querySelector('track[kind="captions"]')?.src }
  let resumeAt = 'resume' in root.dataset ? Number(root.dataset.resume) : null
  let current = null
  let handsOff = 0
  let mayTryAgain = true

  video.addEventListener('loadedmetadata', resume)
  video.addEventListener('timeupdate', () => { follow(); stopAtEnd() })
  video.addEventListener('seeked', follow)
  video.addEventListener('play', againFromStart)
  video.addEventListener('ratechange', rememberSpeed)
  video.addEventListener('error', whyFailed)
  video.addEventListener('playing', () => { problem.hidden = true })
  for (const touch of ['wheel', 'touchmove', 'keydown']) {
    lines?.addEventListener(touch, () => { handsOff = Date.now() + 5000 }, { passive: true })
  }
  document.addEventListener('click', event => {
    const link = event.target.closest('[data-seconds], [data-way]')
    if (!link || ownerOf(link) !== root || !gone.hidden) return
    event.preventDefault()
    if ('way' in link.dataset) playWay(link)
    else playFrom(Number(link.dataset.seconds))
  })
  video.addEventListener('tf:go', event => goTo(event.detail))
  showSpeeds()
  if (navigator.connection?.saveData && !('smaller' in root.dataset)) playSmaller()
  played(root, video)
  find(root)
  if (video.error) whyFailed()
  if (video.readyState > 0) resume()

  // A film may stop being shown to anyone while somebody watches: its file is then not found, and its words go too.
  function whyFailed () {
    fetch(video.src, { method: 'HEAD' }).then(answer => answer.status === 404 ? takeAway() : failed(), failed)
  }

  function takeAway () {
    gone.hidden = false
    video.removeAttribute('src')
    for (const part of root.querySelectorAll('video, audio, .tf-transcript, .tf-film__links, .tf-film__speed')) part.remove()
    says.textContent = ''
  }

  // A slip of the network before anyone pressed play is tried again, once, before anything is said of it.
  function failed () {
    if (!mayTryAgain || video.played.length) {
      problem.hidden = false
      return
    }
    mayTryAgain = false
    resumeAt ??= video.currentTime || null
    setTimeout(() => video.load(), 1000)
  }

  function end () {
    return root.dataset.end ? Number(root.dataset.end) : video.duration
  }

  function resume () {
    applySpeed()
    const second = resumeAt
    resumeAt = null
    if (second === null || second < start + nearStart || second > end() - nearEnd) return
    video.currentTime = second
    says.textContent = `Ready to go on from ${clock(second)}. To see it from the beginning, choose Start again.`
  }

  // Where someone chose to be, and not where they left it.
  function goTo (second) {
    resumeAt = null
    video.currentTime = second
    says.textContent = ''
  }

  function playFrom (second) {
    goTo(second)
    video.play().catch(() => {})
    video.scrollIntoView({ block: 'nearest' })
  }

  // The same second of another rendition; choosing it again goes back to the film itself.
  function playWay (link) {
    const ours = root.querySelector(`[data-way="${link.dataset.way}"]`)
    const isBack = ours.hasAttribute('aria-current')
    const name = ours.textContent
    const second = video.currentTime
    for (const other of root.querySelectorAll('[data-way]')) other.removeAttribute('aria-current')
    if (!isBack) ours.setAttribute('aria-current', 'true')
    video.src = isBack ? mainWay.href : link.href
    const track = video.querySelector('track[kind="captions"]')
    if (track) track.src = (!isBack && link.dataset.captions) || mainWay.captions
    video.addEventListener('loadedmetadata', () => { if (second > start) video.currentTime = second }, { once: true })
    says.textContent = isBack ? `Playing the ${kind}.` : `${name}. Choose it again to go back to the ${kind}.`
    video.play().catch(() => {})
    video.scrollIntoView({ block: 'nearest' })
  }

  // Most browsers say so when they ask for the page, and it comes so.
  function playSmaller () {
    const smaller = root.querySelector('[data-way="low_data"]')
    if (!smaller) return
    video.preload = 'none'
    video.src = smaller.href
    smaller.setAttribute('aria-current', 'true')
    says.textContent = 'Your browser asks for less data, so this is the smaller file. Choose it again to go back to the whole film.'
  }

  function follow () {
    const now = video.currentTime
    const cue = cues.findLast(cue => Number(cue.dataset.cue) <= now + 0.1) ?? null
    if (cue === current) return
    current?.classList.remove('tf-cue--now')
    current?.removeAttribute('aria-current')
    cue?.classList.add('tf-cue--now')
    cue?.setAttribute('aria-current', 'true')
    current = cue
    if (cue && Date.now() > handsOff) lines.scrollTop = cue.offsetTop - lines.clientHeight / 3
  }

  function stopAtEnd () {
    if (root.dataset.end && video.currentTime >= end() && !video.paused) video.pause()
  }

  function againFromStart () {
    if (root.dataset.end && video.currentTime >= end() - 0.5) video.currentTime = start
  }

  function showSpeeds () {
    const row = root.querySelector('[data-film-speed]')
    row.hidden = false
    row.querySelector('select').addEventListener('change', event => { video.playbackRate = Number(event.target.value) })
  }

  function applySpeed () {
    const speed = Number(stored(() => localStorage.getItem(speedKey)))
    if (speed >= 0.25 && speed <= 2) video.defaultPlaybackRate = video.playbackRate = speed
  }

  function rememberSpeed () {
    // Another rendition starts at the default speed.
    video.defaultPlaybackRate = video.playbackRate
    stored(() => localStorage.setItem(speedKey, video.playbackRate))
    const select = root.querySelector('[data-film-speed] select')
    if ([...select.options].some(option => Number(option.value) === video.playbackRate)) select.value = String(video.playbackRate)
  }
}

function clock (second) {
  return `${Math.floor(second / 60)}:${String(second % 60).padStart(2, '0')}`
}

// What stands outside every player is about the film of the page.
function ownerOf (link) {
  return link.closest('[data-film]') ?? document.getElementById('film')
}

// A link to words that are folded away opens them.
function unfold () {
  const target = location.hash.length > 1 && document.getElementById(location.hash.slice(1))
  const folded = target && target.closest('details')
  if (folded) folded.open = true
}

// One at a time.
function quietenOthers (event) {
  for (const other of document.querySelectorAll('[data-film] video, [data-film] audio')) if (other !== event.target) other.pause()
}

document.addEventListener('play', quietenOthers, true)
for (const root of document.querySelectorAll('[data-film]')) film(root)
window.addEventListener('hashchange', unfold)
unfold()
