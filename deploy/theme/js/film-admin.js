// A film in the admin: sent in pieces while its words are written, going on where it broke off; and how far its versions are.
// Without it the form sends the film in one piece, and the page says how far it is when it is loaded again.
const LOOK_EVERY = 2000
const TRIES = 5

const wait = milliseconds => new Promise(resolve => setTimeout(resolve, milliseconds))

class Refused extends Error {}

function watchMaking (place) {
  const says = document.querySelector('[data-making-says]')
  const look = async () => {
    try {
      const answer = await fetch(place.dataset.makingFrom)
      if (!answer.ok) return
      place.innerHTML = await answer.text()
    } catch { /* away for a moment: look again */ }
    if (place.querySelector('[data-goes-on]')) return setTimeout(look, LOOK_EVERY)
    says.textContent = 'The versions are no longer being made.'
    if (!document.querySelector('[data-film-form]').dataset.touched) location.reload()
  }
  if (place.querySelector('[data-goes-on]')) setTimeout(look, LOOK_EVERY)
}

function sender (form) {
  const token = form.querySelector('[name=csrfmiddlewaretoken]').value
  const ask = async (url, options) => {
    const answer = await fetch(url, { ...options, headers: { 'X-CSRFToken': token, ...options.headers } })
    if (answer.status === 400) throw new Refused((await answer.json()).refused)
    if (!answer.ok && answer.status !== 409) throw new Error(String(answer.status))
    return answer.json()
  }
  const begin = file => ask(form.dataset.uploads, {
    method: 'POST', body: new URLSearchParams({ name: file.name, size: file.size, changed: file.lastModified })
  })
  const piece = (upload, file) => ask(upload.url, {
    method: 'PUT', body: file.slice(upload.arrived, upload.arrived + upload.piece),
    headers: { 'X-Offset': upload.arrived, 'Content-Type': 'application/octet-stream' }
  })
  return { begin, piece, where: upload => ask(upload.url, { method: 'GET' }) }
}

async function sendAll (file, to, tell, isWanted) {
  let upload = await to.begin(file)
  let failed = 0
  while (upload.arrived < upload.size && isWanted()) {
    tell(upload)
    try {
      upload = await to.piece(upload, file)
      failed = 0
    } catch (error) {
      if (error instanceof Refused || ++failed === TRIES) throw error
      await wait(1000 * failed)
      upload = await to.where(upload).catch(() => upload)
    }
  }
  return upload
}

function sendInPieces (form) {
  const chooser = form.querySelector('input[type=file][name=original]')
  const key = form.querySelector('[name=upload]')
  const title = form.querySelector('[name=title]')
  const [bar, sent, says, again] = ['[data-sending]', '[data-sent]', '[data-sending-says]', '[data-sending-again]']
    .map(mark => form.querySelector(mark))
  let file = null

  const tell = upload => { sent.value = Math.floor(100 * upload.arrived / upload.size) }
  const start = async () => {
    const mine = file
    key.value = ''
    bar.hidden = false
    again.hidden = true
    says.className = ''
    says.textContent = `Sending “${mine.name}”. You can write its words meanwhile.`
    try {
      const upload = await sendAll(mine, sender(form), tell, () => mine === file)
      if (mine !== file) return
      key.value = upload.key
      says.textContent = [`“${mine.name}” is here: ${upload.read}.`, ...upload.warnings].join(' ')
    } catch (error) {
      if (mine !== file) return
      const refused = error instanceof Refused
      says.className = 'tf-refused'
      says.textContent = refused
        ? error.message
        : 'The connection broke off. What has arrived is kept for two days: go on now, or choose the same file again later.'
      again.hidden = refused
      if (refused) { file = null; chooser.value = '' }
    }
    bar.hidden = true
  }
  chooser.addEventListener('change', () => {
    file = chooser.files[0] || null
    if (!file) return
    if (!title.value) title.value = file.name.replace(/\.[^.]+$/, '')
    start()
  })
  again.querySelector('button').addEventListener('click', start)
  form.addEventListener('input', () => { form.dataset.touched = 'yes' })
  form.addEventListener('submit', event => {
    if (!file) return
    if (key.value) {
      chooser.disabled = true // it is here already
    } else {
      event.preventDefault()
      says.textContent = `“${file.name}” is still being sent. Save when it is here.`
      says.scrollIntoView({ block: 'center' })
    }
  })
}

// The box that Wagtail's script puts in place of the field for tags has no name of its own.
function nameTags (form) {
  const name = () => {
    const box = form.querySelector('.tagit-new input')
    if (box) box.setAttribute('aria-label', 'Tags')
    return Boolean(box)
  }
  const watch = new MutationObserver(() => name() && watch.disconnect())
  if (!name()) watch.observe(form, { childList: true, subtree: true })
}

const making = document.querySelector('[data-making-from]')
const form = document.querySelector('[data-film-form]')
if (making) watchMaking(making)
if (form) {
  sendInPieces(form)
  nameTags(form)
}
