'use strict';

// What the pages of the portal need from a script besides htmx: the dialog opens and closes, sentences come and go, and
// the server learns the time zone.
(() => {
  // htmx reads answers, which come from our own origin alone, with DOMParser. Every other way from text to page stays shut.
  window.trustedTypes?.createPolicy('default', {
    createHTML: (text, type, sink) => (sink.startsWith('DOMParser') ? text : null),
  });

  const zone = Intl.DateTimeFormat().resolvedOptions().timeZone;
  if (zone) {
    document.cookie = `zone=${encodeURIComponent(zone)}; path=/; max-age=31536000; samesite=strict`;
  }

  const dialog = document.getElementById('dialog');
  const toasts = document.getElementById('toasts');
  let opener = null;

  // Whatever is put into the dialog opens it.
  document.addEventListener('htmx:afterSwap', (event) => {
    if (event.detail.target === dialog && dialog.childElementCount) {
      if (!dialog.open) {
        opener = document.activeElement;
        dialog.showModal();
      } else {
        (dialog.querySelector('[autofocus]') ?? dialog.querySelector('#dialog-title'))?.focus();
      }
    }
    if (event.detail.target === toasts) {
      raise();
    }
  });
  dialog.addEventListener('close', () => {
    dialog.replaceChildren();
    opener?.isConnected && opener.focus();
  });
  dialog.addEventListener('click', (event) => {
    if (event.target === dialog) {
      dialog.close(); // beside it
    }
  });
  document.addEventListener('dialog-done', () => dialog.close());

  // Sentences lie above everything, also above a dialog, and go after a while, unless somebody is at them.
  const raise = () => {
    toasts.matches(':popover-open') && toasts.hidePopover();
    toasts.showPopover();
    for (const toast of toasts.querySelectorAll('.toast:not([data-seen])')) {
      toast.dataset.seen = '';
      const leave = () => (toast.matches(':hover, :focus-within') ? setTimeout(leave, 3000) : toast.remove());
      setTimeout(leave, 8000);
    }
  };
  toasts.showPopover();
  const complain = () => {
    toasts.append(document.getElementById('trouble').content.cloneNode(true));
    raise();
  };
  document.addEventListener('htmx:responseError', complain);
  document.addEventListener('htmx:sendError', complain);
  document.addEventListener('htmx:timeout', complain);

  document.addEventListener('click', (event) => {
    const button = event.target.closest('[data-close], [data-dismiss], [data-reveal]');
    if (!button) {
      return;
    }
    if ('close' in button.dataset) {
      dialog.close();
    } else if ('dismiss' in button.dataset) {
      button.closest('.toast').remove();
    } else {
      const shown = button.getAttribute('aria-expanded') === 'true';
      button.setAttribute('aria-expanded', String(!shown));
      button.dataset.reveal.split(' ').forEach((id) => document.getElementById(id)?.toggleAttribute('hidden', shown));
    }
  });
})();
