// Captions beside their film: times come from the player, and rows are added, split and taken out without a new page.
// Everything here can be done without it, by typing times and by the buttons of the form.
const form = document.querySelector('[data-captions]')
const video = form?.querySelector('video')
const list = form?.querySelector('[data-cues]')
const status = form?.querySelector('[data-status]')
const undo = form?.querySelector('[data-undo]')
const now = form?.querySelector('[data-now]')
const taken = []
let isChanged = form ? 'unsaved' in form.dataset : false
let stopAt = null

const field = (cue, name) => cue.querySelector(`[name="${name}"]`)
const cues = () => [...list.querySelectorAll('[data-cue]')]
const cueOf = element => element?.closest?.('[data-cue]')

// 1:05.500 and what else the server takes, in seconds. NaN: no time.
function seconds (text) {
  const match = /^(?:(?:(\d{1,3}):)?(\d{1,3}):)?(\d{1,4})(?:[.,](\d{1,3}))?$/.exec(text.trim())
  if (!match) return NaN
  const [, hours = 0, minutes = 0, whole, fraction = ''] = match
  return hours * 3600 + minutes * 60 + Number(whole) + Number(`0.${fraction || 0}`)
}

function shown (time) {
  const all = Math.round(time * 1000)
  const hours = Math.floor(all / 3600000)
  const minutes = Math.floor(all / 60000) % 60
  const rest = `${String(Math.floor(all / 1000) % 60).padStart(2, '0')}.${String(all % 1000).padStart(3, '0')}`
  return hours ? `${hours}:${String(minutes).padStart(2, '0')}:${rest}` : `${minutes}:${rest}`
}

function say (words) {
  status.textContent = words
}

function changed () {
  isChanged = true
}

function renumber () {
  cues().forEach((cue, index) => {
    cue.querySelector('[data-number]').textContent = index + 1
    for (const button of cue.querySelectorAll('[name="do"]')) button.value = `${button.dataset.do}-${index}`
  })
  undo.hidden = !taken.length
}

function fresh () {
  const cue = form.querySelector('[data-new]').content.firstElementChild.cloneNode(true)
  cue.removeAttribute('id')
  show(cue)
  return cue
}

function show (root) {
  for (const button of root.querySelectorAll('[data-do][hidden]')) button.hidden = !video
}

function setTime (cue, name) {
  if (!video) return
  field(cue, name).value = shown(video.currentTime)
  say(`Caption ${cues().indexOf(cue) + 1} ${name === 'start' ? 'begins' : 'ends'} at ${shown(video.currentTime)}.`)
  changed()
}

function play (cue) {
  const start = seconds(field(cue, 'start').value)
  if (!video || Number.isNaN(start)) return say('Write when this caption begins, and it can be played.')
  const end = seconds(field(cue, 'end').value)
  video.currentTime = start
  stopAt = end > start ? end : null
  video.play().catch(() => {})
}

function after (cue) {
  const next = fresh()
  const end = field(cue, 'end').value
  field(next, 'start').value = end || (video ? shown(video.currentTime) : '')
  field(next, 'speaker').value = field(cue, 'speaker').value
  cue.after(next)
  renumber()
  changed()
  field(next, 'text').focus()
}

// At the cursor where it stands within the words; otherwise in the middle, as the server does.
function split (cue) {
  const box = field(cue, 'text')
  const words = box.value
  let at = box.selectionStart
  if (at <= 0 || at >= words.length) {
    const middle = Math.floor(words.length / 2)
    const space = words.indexOf(' ', middle)
    at = space < 0 ? middle : space
  }
  const next = fresh()
  const start = seconds(field(cue, 'start').value)
  const end = seconds(field(cue, 'end').value)
  const half = Number.isNaN(start + end) ? '' : shown((start + end) / 2)
  field(next, 'end').value = field(cue, 'end').value
  field(next, 'speaker').value = field(cue, 'speaker').value
  field(next, 'text').value = words.slice(at).trim()
  const kept = field(cue, 'kept').value
  if (kept) field(next, 'kept').value = JSON.stringify({ ...JSON.parse(kept), identifier: '', above: [] })
  box.value = words.slice(0, at).trim()
  field(cue, 'end').value = field(next, 'start').value = half
  cue.after(next)
  renumber()
  changed()
  field(next, 'text').focus()
}

// Notes that stand above it in the file stay: above the next caption, or below the last.
function passOnAbove (cue, next) {
  const kept = JSON.parse(field(cue, 'kept').value || '{}')
  if (!kept.above?.length) return
  const [input, name] = next ? [field(next, 'kept'), 'above'] : [field(form, 'around'), 'below']
  const theirs = JSON.parse(input.value || '{}')
  input.value = JSON.stringify({ ...theirs, [name]: [...kept.above, ...(theirs[name] ?? [])] })
  field(cue, 'kept').value = JSON.stringify({ ...kept, above: [] })
}

function takeOut (cue) {
  const all = cues()
  const index = all.indexOf(cue)
  passOnAbove(cue, all[index + 1])
  taken.push({ cue, before: cue.nextElementSibling })
  cue.remove()
  renumber()
  changed()
  say(`Caption ${index + 1} is out. It can be put back until you save.`)
  const near = all[index + 1] ?? all[index - 1]
  if (near) field(near, 'text').focus()
  else undo.focus()
}

function putBack () {
  const { cue, before } = taken.pop()
  list.insertBefore(cue, before?.parentNode === list ? before : null)
  renumber()
  say('It is back.')
  field(cue, 'text').focus()
}

function goTo (cue, by) {
  const all = cues()
  const to = all[all.indexOf(cue) + by]
  if (to) field(to, document.activeElement.name || 'text')?.focus()
}

const does = {
  start: cue => setTime(cue, 'start'),
  end: cue => setTime(cue, 'end'),
  play,
  after,
  split,
  delete: takeOut
}

function press (event) {
  const button = event.target.closest('[data-do]')
  const cue = cueOf(button)
  if (!cue) return
  event.preventDefault()
  does[button.dataset.do](cue)
}

function key (event) {
  const cue = cueOf(event.target)
  if (!cue || event.isComposing) return
  const plain = !event.altKey && !event.ctrlKey && !event.metaKey && !event.shiftKey
  const act = plain
    ? { F2: does.start, F4: does.end, F8: play, F9: toggle }[event.key]
    : event.altKey && !event.ctrlKey
      ? { ArrowUp: one => goTo(one, -1), ArrowDown: one => goTo(one, 1) }[event.key]
      : event.ctrlKey ? { Enter: after, s: save }[event.key] : null
  if (act) {
    event.preventDefault()
    act(cue)
  } else if (event.key === 'Enter' && event.target.matches('input')) {
    event.preventDefault()
  }
}

function save () {
  form.requestSubmit(form.querySelector('[name="do"][value="save"]'))
}

function toggle () {
  if (!video) return
  stopAt = null
  if (video.paused) video.play().catch(() => {})
  else video.pause()
}

function follow () {
  now.textContent = shown(video.currentTime)
  if (stopAt !== null && video.currentTime >= stopAt) {
    stopAt = null
    video.pause()
  }
  for (const cue of cues()) {
    const isNow = seconds(field(cue, 'start').value) <= video.currentTime && video.currentTime < seconds(field(cue, 'end').value)
    cue.classList.toggle('tf-cue--now', isNow)
  }
}

function begin () {
  show(form)
  form.querySelector('[data-keys]').hidden = !video
  list.addEventListener('click', press)
  list.addEventListener('keydown', key)
  form.addEventListener('input', changed)
  form.addEventListener('submit', () => { isChanged = false })
  undo.addEventListener('click', putBack)
  window.addEventListener('beforeunload', event => { if (isChanged) event.preventDefault() })
  form.querySelector('.tf-refused[role="alert"]')?.focus()
  if (!video) return
  form.querySelector('[data-clock]').hidden = false
  video.addEventListener('timeupdate', follow)
  video.addEventListener('seeked', follow)
}

if (list) begin()
