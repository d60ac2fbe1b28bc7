// Runs before the first paint, so that nobody is blinded by the wrong theme at night.
;(function () {
  var root = document.documentElement
  try {
    var theme = localStorage.getItem('pikett.theme')
    if (theme === 'light' || theme === 'dark') root.dataset.theme = theme
    var language = localStorage.getItem('pikett.language') || navigator.language.slice(0, 2)
    root.lang = language === 'de' ? 'de' : 'en'
  } catch {
    // Storage is forbidden in some private windows: the system theme and English stay.
  }
})()
