"""What the parts of a Word or Excel file are to each other, and what becomes of each.

A part that nothing here keeps is left out: only what is listed, and reached from the text, is written anew.
"""

#: Kinds of relationship that are kept, by the last part of their address.
KEPT = {
    "officeDocument", "styles", "stylesWithEffects", "settings", "webSettings", "fontTable", "font", "numbering",
    "theme", "themeOverride", "header", "footer", "footnotes", "endnotes", "image", "hyperlink", "worksheet",
    "chartsheet", "sharedStrings", "calcChain", "drawing", "chart", "chartEx", "chartUserShapes", "chartStyle",
    "chartColorStyle", "table", "tableSingleCells", "diagramData", "diagramLayout", "diagramQuickStyle",
    "diagramColors", "diagramDrawing", "sheetMetadata",
}  # fmt: skip
#: Kinds for which the whole file is refused, by the reason.
REFUSED = {
    "vbaProject": "macros", "wordVbaData": "macros", "control": "macros", "activeXControlBinary": "macros",
    "xlMacrosheet": "macros", "xlIntlMacrosheet": "macros", "ctrlProp": "macros", "attachedToolbars": "macros",
    "userXmlData": "macros", "ui": "macros", "extensibility": "macros", "webextension": "macros",
    "oleObject": "embedded", "aFChunk": "embedded", "subDocument": "embedded", "frame": "embedded",
    "video": "embedded", "audio": "embedded", "media": "embedded", "dialogsheet": "macros",
    "externalLink": "external", "externalLinkPath": "external", "connections": "external", "queryTable": "external",
    "xmlMaps": "external", "volatileDependencies": "external", "customXmlDataProps": "external",
    "pivotTable": "pivot", "pivotCacheDefinition": "pivot", "pivotCacheRecords": "pivot", "slicerCache": "pivot",
    "timelineCache": "pivot",
    "comments": "comments", "threadedComment": "comments",
    "revisionHeaders": "tracked", "revisionLog": "tracked", "usernames": "tracked",
}  # fmt: skip
#: What is told of kinds that are left out. Of others, "other".
LEFT_OUT = {
    "core-properties": "people", "extended-properties": "program", "custom-properties": "other",
    "thumbnail": "pictures", "attachedTemplate": "program", "printerSettings": "program", "people": "people",
    "person": "people", "glossaryDocument": "other", "package": "files",
}  # fmt: skip
#: A relationship to something outside that is dropped in silence of the program, and not refused.
OUTSIDE_LEFT_OUT = {"attachedTemplate", "mailMergeSource", "recipientData"}
#: Elements that stay when the part that they point to is left out; any other goes with it.
STAY_WITHOUT = {"pageSetup"}
#: Fields of the properties, by what they tell.
PROPERTIES = {
    "creator": "people", "lastModifiedBy": "people", "Company": "people", "Manager": "people",
    "created": "time", "modified": "time", "lastPrinted": "time", "TotalTime": "time",
    "title": "words", "subject": "words", "description": "words", "keywords": "words", "category": "words",
    "Application": "program", "AppVersion": "program", "Template": "program", "revision": "program",
    "initial-creator": "people", "printed-by": "people", "creation-date": "time", "date": "time", "print-date": "time",
    "editing-duration": "time", "editing-cycles": "program", "generator": "program", "template": "program",
    "keyword": "words", "user-defined": "other",
}  # fmt: skip
#: The type of the main part of each kind of file.
WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"
EXCEL = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml"
MAIN = {WORD: "docx", EXCEL: "xlsx"}
