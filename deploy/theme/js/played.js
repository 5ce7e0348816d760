import { put, send, sendOff } from './unsent.js'

// Keeps what is played of a film, for its learner alone: to go on from there, and to show them. Every message holds all that
// was played since the page was opened, so that a later one makes good one that was lost.
const every = 15000
const most = 400

export function played (root, video) {
  const { keep: url, session } = root.dataset
  if (!url) return
  const panel = root.querySelector('[data-played]')
  let before = [] // of other ways to play; the browser forgets them when another begins
  let now = []
  let place = 0
  let seq = 0
  let told = null
  let refused = false

  for (const moment of ['timeupdate', 'seeked']) video.addEventListener(moment, gather)
  video.addEventListener('emptied', () => {
    before = [...before, ...now]
    now = []
  })
  for (const moment of ['pause', 'seeked', 'ended', 'ratechange']) video.addEventListener(moment, () => tell())
  setInterval(() => video.paused || tell(), every)
  document.addEventListener('visibilitychange', () => document.hidden && tell())
  document.addEventListener('tf:leave', leave)
  window.addEventListener('pagehide', leave)

  // Not between two ways to play, when the film stands at 0 for a moment.
  function gather () {
    if (!video.readyState) return
    place = video.currentTime
    now = Array.from({ length: video.played.length }, (_, index) => [video.played.start(index), video.played.end(index)])
  }

  function message () {
    gather()
    const pairs = [...before, ...now].slice(-most).map(pair => pair.map(second => Number(second.toFixed(2))))
    const [stretches, position] = [JSON.stringify(pairs), place.toFixed(2)]
    if (refused || !pairs.length || told === stretches + position) return null
    told = stretches + position
    const entry = { url, session, seq: ++seq, position, stretches, made: Date.now() }
    put(entry)
    return entry
  }

  async function tell () {
    const entry = message()
    if (!entry) return
    const answer = await send(entry)
    if (!answer) told = null
    else if (answer.refused) refused = true
    else show(answer)
  }

  function leave () {
    const entry = message()
    if (entry) sendOff(entry)
  }

  function show ({ words, bars }) {
    if (!panel || !words) return
    panel.hidden = false
    panel.querySelector('[data-played-words]').textContent = words
    panel.querySelector('[data-played-bars]').replaceChildren(...bars.map(([from, width]) => bar(from, width)))
  }
}

function bar (from, width) {
  const rect = document.createElementNS('http://www.w3.org/2000/svg', 'rect')
  for (const [name, value] of Object.entries({ x: `${from}%`, width: `${width}%`, height: '100%' })) rect.setAttribute(name, value)
  return rect
}
