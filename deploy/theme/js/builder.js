// The course builder: parts and modules can be dragged, and focus stays on the button that was pressed.
// Everything here can be done without it, by the buttons on the page.
const builder = document.querySelector('[data-builder]')
const form = document.getElementById('arrange')
const KEPT = 'tf-builder-pressed'

function send (item, name, value) {
  const field = document.createElement('input')
  Object.assign(field, { type: 'hidden', name, value })
  form.append(field)
  form.action = item.dataset.move
  form.submit()
}

// What the dragged thing may be dropped on: something of its own level, or the empty end of what holds such things.
function targetOf (dragged, at) {
  const beside = at.closest(`[data-level="${dragged.dataset.level}"]`)
  if (beside) return beside === dragged ? null : { element: beside, name: 'before', value: beside.dataset.page }
  if (dragged.dataset.level === 'module') return null
  const module = at.closest('[data-level="module"]')
  return module && { element: module, name: 'into', value: module.dataset.page }
}

// Over the lower half of the last one, it goes to the end.
function placeOf (dragged, event) {
  const target = targetOf(dragged, event.target)
  if (!target || target.name === 'into') return target
  const box = target.element.getBoundingClientRect()
  if (event.clientY < box.top + box.height / 2) return target
  let next = target.element.nextElementSibling
  if (next === dragged) next = next.nextElementSibling
  if (next?.dataset.page) return { element: next, name: 'before', value: next.dataset.page }
  const above = dragged.dataset.level === 'module'
    ? target.element.closest('[data-modules]').dataset.course
    : target.element.closest('[data-parts]').dataset.module
  return { element: target.element, name: 'into', value: above }
}

function unmark () {
  for (const marked of builder.querySelectorAll('.tf-drop-before, .tf-drop-into')) {
    marked.classList.remove('tf-drop-before', 'tf-drop-into')
  }
}

function drag () {
  let dragged = null
  for (const grip of builder.querySelectorAll('[data-grip]')) {
    const item = grip.closest('[data-page]')
    grip.hidden = false
    grip.draggable = true
    grip.addEventListener('dragstart', event => {
      dragged = item
      event.dataTransfer.effectAllowed = 'move'
      event.dataTransfer.setData('text/plain', item.dataset.page)
      event.dataTransfer.setDragImage(item, 0, 0)
      item.classList.add('tf-is-dragged')
    })
    grip.addEventListener('dragend', () => {
      item.classList.remove('tf-is-dragged')
      dragged = null
      unmark()
    })
  }
  builder.addEventListener('dragover', event => {
    unmark()
    const place = dragged && placeOf(dragged, event)
    if (!place) return
    event.preventDefault()
    place.element.classList.add(place.name === 'before' ? 'tf-drop-before' : 'tf-drop-into')
  })
  builder.addEventListener('drop', event => {
    const place = dragged && placeOf(dragged, event)
    if (!place) return
    event.preventDefault()
    send(dragged, place.name, place.value)
  })
}

// After a step up or down, the same button has focus again; where it cannot be pressed any more, its neighbour.
function keepFocus () {
  builder.addEventListener('click', event => {
    const button = event.target.closest('[data-keep]')
    if (button) sessionStorage.setItem(KEPT, `${button.closest('[data-page]').dataset.page} ${button.dataset.keep}`)
  })
  const [page, kept] = (sessionStorage.getItem(KEPT) ?? '').split(' ')
  sessionStorage.removeItem(KEPT)
  const item = kept && document.getElementById(`page-${page}`)
  const own = item?.querySelectorAll(':scope > .tf-part__do [data-keep], :scope > .tf-module__head [data-keep]') ?? []
  const able = [...own].filter(button => !button.disabled)
  const button = able.find(one => one.dataset.keep === kept) ?? able[0]
  // Later than the browser, which goes to the page that the address names.
  window.addEventListener('load', () => setTimeout(() => button?.focus()))
}

// One list is open at a time, and Escape closes it.
function closeOthers () {
  const lists = [...builder.querySelectorAll('.tf-more')]
  for (const list of lists) {
    list.addEventListener('toggle', () => {
      if (list.open) lists.filter(other => other !== list).forEach(other => { other.open = false })
    })
    list.addEventListener('keydown', event => {
      if (event.key !== 'Escape') return
      list.open = false
      list.querySelector('summary').focus()
    })
  }
}

if (builder && form) {
  drag()
  keepFocus()
  closeOthers()
}
