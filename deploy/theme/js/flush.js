import { all, deliver, drop, dropIfSame, isOfThisWindow, putIfSame, words } from './waiting.js'

// On every page: sends the answers that wait on this device, and says what came of them. A question's own page sends its own.
const probe = 4000
// Another window, in which it is being typed, sends it itself within this time.
const settled = 10000
// What the server does not take is tried again, each time after twice as long.
const later = new Map()
const waits = new Map()
let sending = false
let box = null

export function flush () {
  if (!document.body.dataset.person) return
  sendAll()
  setInterval(sendAll, probe)
  window.addEventListener('online', sendAll)
}

function mine () {
  const here = document.querySelector('[data-answers]') && location.pathname
  const isSettled = (key, entry) => isOfThisWindow(key) || Date.now() - entry.at > settled
  return all().filter(([key, entry]) => entry.path !== here && isSettled(key, entry) && (later.get(key) ?? 0) <= Date.now())
}

async function sendAll () {
  if (sending) return
  sending = true
  for (const [key, entry] of mine()) await sendOne(key, entry)
  sending = false
}

async function sendOne (key, entry) {
  if (entry.held) return say(key, entry.held, entry)
  const reply = await deliver(key, entry)
  if (reply.state === 'saved' || reply.state === 'half') {
    dropIfSame(key, entry)
    return entry.isQuiet || say(key, `An answer that had waited on this device is saved. ${reply.message}`)
  }
  if (reply.state === 'closed') {
    dropIfSame(key, entry)
    return say(key, `${reply.message} You had answered: ${reply.here.join('; ')}`)
  }
  if (reply.state === 'changed' || reply.state === 'refused') {
    const held = reply.state === 'changed' ? words.differs : reply.message
    putIfSame(key, { ...entry, held })
    return say(key, held, entry)
  }
  if (reply.state !== 'away') {
    waits.set(key, Math.min((waits.get(key) ?? probe) * 2, 300000))
    later.set(key, Date.now() + waits.get(key))
  }
  say(key, reply.message ?? words.device, entry)
}

// One line for each answer, said once. While it waits, with a way to its question and a way to remove it.
function say (key, text, entry) {
  const id = `waiting-${key}`
  let line = document.getElementById(id)
  if (line?.dataset.text === text) return
  line ??= notices().appendChild(Object.assign(document.createElement('div'), { id }))
  line.dataset.text = text
  line.replaceChildren(Object.assign(document.createElement('p'), { textContent: text }))
  if (!entry) return
  const ways = line.appendChild(Object.assign(document.createElement('div'), { className: 'govuk-button-group tf-waiting' }))
  ways.append(link(entry), remove(key, line))
}

function notices () {
  if (box) return box
  box = document.createElement('div')
  box.className = 'tf-notice tf-notice--info'
  box.setAttribute('role', 'status')
  document.querySelector('main')?.prepend(box)
  return box
}

function link (entry) {
  const anchor = document.createElement('a')
  anchor.className = 'govuk-link'
  anchor.href = entry.path
  anchor.textContent = `Open question ${entry.path.split('/').filter(Boolean).pop()}`
  return anchor
}

function remove (key, line) {
  const button = document.createElement('button')
  button.type = 'button'
  button.className = 'govuk-button govuk-button--secondary'
  button.textContent = 'Remove it from this device'
  button.addEventListener('click', () => {
    if (!confirm(words.sure)) return
    drop(key)
    line.replaceChildren(Object.assign(document.createElement('p'), { textContent: words.removed }))
  })
  return button
}
