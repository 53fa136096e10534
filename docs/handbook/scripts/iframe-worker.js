// A browser starts no worker from a folder (file://). The search runs in a hidden frame instead:
// the same script, with the few functions a worker has. On a web server this file does nothing.
(() => {
  "use strict";
  if (location.protocol !== "file:") return;

  class FrameWorker extends EventTarget {
    constructor(url) {
      super();
      this.onmessage = null;
      this.frame = document.createElement("iframe");
      this.frame.hidden = true;
      document.body.append(this.frame);
      const inside = this.frame.contentWindow;
      inside.postMessage = (data) => this.hear(data);
      inside.importScripts = (...urls) => urls.reduce(
        (before, next) => before.then(() => FrameWorker.load(inside, next)), Promise.resolve());
      // The search finds its language files beside the first script of its document.
      this.ready = FrameWorker.load(inside, url);
    }

    static load(inside, url) {
      return new Promise((loaded, failed) => {
        const script = inside.document.createElement("script");
        script.onload = loaded;
        script.onerror = failed;
        script.src = url;
        inside.document.body.append(script);
      });
    }

    hear(data) {
      const message = new MessageEvent("message", { data: structuredClone(data) });
      this.dispatchEvent(message);
      this.onmessage?.(message);
    }

    postMessage(data) {
      this.ready.then(() => {
        const inside = this.frame.contentWindow;
        inside.dispatchEvent(new inside.MessageEvent("message", { data: structuredClone(data) }));
      });
    }

    terminate() {
      this.frame.remove();
    }
  }

  window.IFrameWorker = FrameWorker; // the search asks for it by this name
  window.Worker = FrameWorker;
})();
