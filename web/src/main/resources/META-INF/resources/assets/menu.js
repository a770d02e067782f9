'use strict';

// Menus behind a button, as the ARIA Authoring Practices have them: arrows move, letters jump, Escape leads back.
(() => {
  const items = (menu) => [...menu.querySelectorAll('[role=menuitem]:not([disabled])')];
  const menuOf = (button) => document.getElementById(button.getAttribute('aria-controls'));
  const buttonOf = (menu) => document.querySelector(`[aria-controls="${menu.id}"]`);

  const place = (menu, button) => {
    const at = button.getBoundingClientRect();
    const below = at.bottom + menu.offsetHeight + 8 < innerHeight;
    menu.style.top = `${Math.max(8, below ? at.bottom + 4 : at.top - menu.offsetHeight - 4)}px`;
    menu.style.left = `${Math.max(8, at.right - menu.offsetWidth)}px`;
  };

  const open = (button, last) => {
    const menu = menuOf(button);
    menu.showPopover();
    place(menu, button);
    items(menu).at(last ? -1 : 0)?.focus();
  };

  document.addEventListener('pointerdown', (event) => {
    // The click that follows must not find the menu closed by its own press.
    const button = event.target.closest('[data-menu]');
    if (button) {
      button.dataset.menu = menuOf(button).matches(':popover-open') ? 'open' : '';
    }
  });
  document.addEventListener('click', (event) => {
    const button = event.target.closest('[data-menu]');
    if (button) {
      if (button.dataset.menu !== 'open') {
        open(button, false);
      }
      button.dataset.menu = '';
    }
    const item = event.target.closest('[role=menuitem]');
    if (item) {
      const menu = item.closest('[role=menu]');
      buttonOf(menu)?.focus();
      menu.hidePopover();
    }
  });
  document.addEventListener('toggle', (event) => {
    if (event.target.matches?.('[role=menu]')) {
      buttonOf(event.target)?.setAttribute('aria-expanded', String(event.newState === 'open'));
      if (event.newState === 'closed') {
        event.target.removeAttribute('style'); // htmx would copy it to the row that takes this one's place, which the policy forbids
      }
    }
  }, true);
  addEventListener('scroll', () => document.querySelector('[role=menu]:popover-open')?.hidePopover(), true);

  document.addEventListener('keydown', (event) => {
    const button = event.target.closest?.('[data-menu]');
    if (button && (event.key === 'ArrowDown' || event.key === 'ArrowUp')) {
      event.preventDefault();
      open(button, event.key === 'ArrowUp');
      return;
    }
    const menu = event.target.closest?.('[role=menu]');
    if (!menu) {
      return;
    }
    const all = items(menu);
    const at = all.indexOf(document.activeElement);
    const to = {
      ArrowDown: () => all[(at + 1) % all.length],
      ArrowUp: () => all[(at - 1 + all.length) % all.length],
      Home: () => all[0],
      End: () => all.at(-1),
    }[event.key]?.() ?? (event.key.length === 1
      ? [...all.slice(at + 1), ...all].find((item) => item.textContent.trim().toLowerCase().startsWith(event.key.toLowerCase()))
      : null);
    if (event.key === 'Tab') {
      menu.hidePopover();
    } else if (event.key === 'Escape') {
      event.preventDefault();
      buttonOf(menu)?.focus();
      menu.hidePopover();
    } else if (to && event.key !== ' ') {
      event.preventDefault();
      to.focus();
    }
  });
})();
