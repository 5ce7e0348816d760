// One story, told by several voices. Changing the voice stays at the same moment, and as far into it; the page says, to
// whoever reads it and to nobody else, whom they have not heard. Without it, links open the page at a voice and a moment.
import { decide, hear, known } from './heard.js'

// Outside the voices, about the film.
const filmLinks = '[data-seconds], [data-way], a[href$="#film"], a[href$="#transcript"]'
const reading = '[data-transcript]:not([open]) > summary, #summary:not([open]) > summary, a[href$="#transcript"], a[href$="#summary"], a[href*="/transcript/"], a[href*="/transcript.txt"]'

export function telling (root) {
  const page = root.dataset.telling
  const panels = [...root.querySelectorAll('[data-voice-panel]')]
  const voices = [...root.querySelectorAll('a[data-voice]')]
  const moments = [...root.querySelectorAll('a[data-moment]')]
  const says = root.querySelector('[data-telling-says]')
  const film = panels.find(panel => keyOf(panel) === 'film')
  let now = panels.find(panel => !panel.hidden)
  let moment = Number(root.dataset.momentNow)
  let part = 0 // of the moment that was over where one came from to words

  root.addEventListener('click', event => {
    const link = event.target.closest('a[data-voice], a[data-moment]')
    if (!link) return
    event.preventDefault()
    if (link.dataset.voice) change(panels.find(panel => keyOf(panel) === link.dataset.voice))
    else goTo({ moment: Number(link.dataset.moment), part: 0 })
  })
  document.addEventListener('click', event => {
    const panel = event.target.closest('[data-voice-panel]') ?? film
    if (panel && event.target.closest(reading)) hear(page, keyOf(panel))
    if (panel === film && film?.hidden && event.target.closest(filmLinks)) show(film)
  }, true)
  root.addEventListener('playing', event => hear(page, keyOf(event.target.closest('[data-voice-panel]'))), true)
  root.addEventListener('timeupdate', event => event.target === playerOf(now) && follow(), true)
  if (isWritten(now)) hear(page, keyOf(now))

  function change (panel) {
    if (panel === now) return
    const at = place()
    const isPlaying = playerOf(now) && !playerOf(now).paused
    show(panel)
    goTo(at)
    if (isPlaying) playerOf(panel)?.play().catch(() => {})
  }

  function show (panel) {
    playerOf(now)?.pause()
    now.hidden = true
    panel.hidden = false
    now = panel
    if (isWritten(panel)) hear(page, keyOf(panel))
    mark()
  }

  // Where the voice that is heard stands: a moment, and which part of it is over, from 0 to 1.
  function place () {
    const player = playerOf(now)
    if (!player) return { moment, part }
    const [from, to] = [startOf(now, moment), endOf(now, moment)]
    return { moment, part: to > from ? Math.min(1, Math.max(0, (player.currentTime - from) / (to - from))) : 0 }
  }

  function goTo (at) {
    moment = at.moment
    part = at.part
    const player = playerOf(now)
    if (player) {
      const [from, to] = [startOf(now, moment), endOf(now, moment)]
      player.dispatchEvent(new CustomEvent('tf:go', { detail: from + at.part * (to - from) }))
    }
    mark()
    const target = player ? now : (now.querySelector(`[data-passage="${moment}"]`) ?? now)
    target.querySelector('[tabindex="-1"]').focus()
    says.textContent = [nameOf(now), titleOf(moment)].filter(Boolean).join(': ')
    history.replaceState(null, '', hrefOf(now))
  }

  function follow () {
    const second = playerOf(now).currentTime
    const begun = startsOf(now).findLastIndex(start => start !== null && start <= second + 0.1)
    if (begun < 0 || begun + 1 === moment || startOf(now, moment) === startsOf(now)[begun]) return
    moment = begun + 1
    mark()
  }

  function mark () {
    for (const link of voices) {
      current(link, link.dataset.voice === keyOf(now))
      link.href = hrefOf(panels.find(panel => keyOf(panel) === link.dataset.voice))
    }
    for (const link of moments) current(link, Number(link.dataset.moment) === moment)
    for (const passage of now.querySelectorAll('[data-passage]')) {
      current(passage, Number(passage.dataset.passage) === moment)
      passage.classList.toggle('tf-passage--now', Number(passage.dataset.passage) === moment)
    }
  }

  function hrefOf (panel) {
    const anchor = playerOf(panel) ? panel.id : `${panel.id}-${moment}`
    return `?voice=${encodeURIComponent(keyOf(panel))}&moment=${moment}#${anchor}`
  }

  function nameOf (panel) {
    return panel.querySelector('[tabindex="-1"]') && voices.find(link => link.dataset.voice === keyOf(panel)).querySelector('b').textContent
  }

  function titleOf (number) {
    return moments.find(link => Number(link.dataset.moment) === number)?.textContent
  }
}

function keyOf (panel) {
  return panel.dataset.voicePanel
}

function playerOf (panel) {
  return panel.querySelector('video, audio')
}

function isWritten (panel) {
  return !('starts' in panel.dataset)
}

function startsOf (panel) {
  return (panel.dataset.starts ?? '').split(' ').map(start => start === '' || start === '-' ? null : Number(start))
}

// Of a moment in which a voice is silent: the last before.
function startOf (panel, moment) {
  return startsOf(panel).slice(0, moment).findLast(start => start !== null) ?? 0
}

function endOf (panel, moment) {
  const next = startsOf(panel).slice(moment).find(start => start !== null)
  const last = playerOf(panel).duration
  return next ?? (Number.isFinite(last) ? last : startOf(panel, moment))
}

function current (element, is) {
  if (is) element.setAttribute('aria-current', 'true')
  else element.removeAttribute('aria-current')
}

// Who has not been heard; of someone who has decided, who had not been.
export function unheard (root) {
  const page = root.dataset.unheard
  const isDecided = 'decided' in root.dataset
  const items = [...root.querySelectorAll('li[data-voice]')]
  const says = root.querySelector('[data-unheard-says]')

  document.addEventListener('tf:heard', show)
  root.addEventListener('click', event => {
    const item = event.target.closest('[data-have-read]')?.closest('li')
    if (!item) return
    hear(page, item.dataset.voice)
    says.focus()
  })
  for (const button of root.querySelectorAll('[data-have-read]')) button.hidden = false
  document.querySelector('form[data-module~="tf-autosave"][action$="/answer/"]')?.addEventListener('submit', () => decide(page))
  show()

  function show () {
    const heard = isDecided ? known(page).decided : known(page).heard
    if (!heard) return
    for (const item of items) item.hidden = heard.includes(item.dataset.voice)
    const missed = items.filter(item => !item.hidden).map(nameOf)
    says.textContent = words(missed)
    root.querySelector('ul').hidden = missed.length === 0
  }

  function words (missed) {
    if (isDecided) return missed.length ? `You decided without hearing ${listed(missed)}.` : 'You heard everyone before you decided.'
    return missed.length ? `Before you decide: you have not yet heard ${listed(missed)}.` : 'You have heard everyone.'
  }
}

function nameOf (item) {
  return item.dataset.voice === 'film' ? 'the film' : item.querySelector('a').textContent
}

function listed (names) {
  return names.length > 1 ? `${names.slice(0, -1).join(', ')} or ${names.at(-1)}` : names[0]
}

for (const root of document.querySelectorAll('[data-telling]')) telling(root)
for (const root of document.querySelectorAll('[data-unheard]')) unheard(root)
