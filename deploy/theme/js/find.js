// Finding words in the transcript beside a film: they are marked as they are typed, and Enter goes from one to the next.
// casestudies/playing/finding.py looks in the same way, for whoever has no script.
export function find (root) {
  const form = root.querySelector('[data-find]')
  if (!form) return
  const input = form.querySelector('[type="search"]')
  const status = form.querySelector('[data-found]')
  const lines = root.querySelector('.tf-transcript__lines')
  const words = [...root.querySelectorAll('[data-cue-words]')].map(place => [place, place.textContent])
  let marks = []
  let at = -1
  let timer = null

  input.addEventListener('input', () => {
    clearTimeout(timer)
    timer = setTimeout(look, 200)
  })
  form.addEventListener('submit', event => {
    event.preventDefault()
    look()
    if (marks.length) go((at + 1) % marks.length)
  })

  function look () {
    clearTimeout(timer)
    if (input.value === form.dataset.for) return
    form.dataset.for = input.value
    const pattern = patternOf(input.value)
    for (const [place, text] of words) place.replaceChildren(...(pattern ? pieces(text, pattern) : [text]))
    marks = [...root.querySelectorAll('[data-cue-words] mark')]
    at = -1
    say(pattern ? `${marks.length} ${marks.length === 1 ? 'time' : 'times'} in the transcript. Press Enter to go to each.` : '')
    if (pattern && !marks.length) say('Not in the transcript')
  }

  function go (next) {
    marks[at]?.removeAttribute('aria-current')
    at = next
    marks[at].setAttribute('aria-current', 'true')
    const cue = marks[at].closest('[data-cue]')
    lines.dispatchEvent(new Event('wheel')) // the reader moves it now, not the film
    cue.scrollIntoView({ block: 'nearest' })
    say(`${at + 1} of ${marks.length}`)
    // Seen in its place; told to whoever listens.
    const told = document.createElement('span')
    told.className = 'govuk-visually-hidden'
    told.textContent = `: ${cue.querySelector('[data-cue-words]').textContent}`
    status.append(told)
  }

  function say (text) {
    status.textContent = text
  }
}

function patternOf (words) {
  const parts = words.split(/\s+/).filter(Boolean).map(word => word.replace(/[.*+?^${}()|[\]\\/-]/g, '\\$&').replace(/['’]/g, "['’]"))
  return parts.length ? new RegExp(parts.join('\\s+'), 'gi') : null
}

function pieces (text, pattern) {
  const found = []
  let from = 0
  for (const match of text.matchAll(pattern)) {
    const mark = document.createElement('mark')
    mark.textContent = match[0]
    found.push(text.slice(from, match.index), mark)
    from = match.index + match[0].length
  }
  return [...found, text.slice(from)]
}
