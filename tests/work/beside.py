"""A plugin of pytest that keeps another thread beside the tests."""

import threading

threading.Thread(target=threading.Event().wait, daemon=True).start()
