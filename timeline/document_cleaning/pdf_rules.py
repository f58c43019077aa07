"""What is kept of a PDF, by what a thing in it is. The names are those of ISO 32000."""

#: Of the catalog and of a page, these are kept and nothing else.
CATALOG = (
    "/PageLabels", "/ViewerPreferences", "/PageLayout", "/PageMode", "/Outlines", "/StructTreeRoot", "/MarkInfo",
    "/Lang", "/OCProperties", "/OutputIntents", "/Dests",
)  # fmt: skip
PAGE = ("/Contents", "/Group", "/StructParents", "/Tabs", "/UserUnit")
INHERITED = ("/Resources", "/MediaBox", "/CropBox", "/Rotate")
BOXES = ("/BleedBox", "/TrimBox", "/ArtBox")
FORM = ("/Fields", "/DR", "/DA", "/Q", "/NeedAppearances")
#: Nowhere kept, with the kind of what is told of it.
KEYS = {
    "/Metadata": "other", "/PieceInfo": "other", "/LastModified": "time", "/Thumb": "pictures", "/AA": "scripts",
    "/OpenAction": "scripts", "/JS": "scripts", "/JavaScript": "scripts", "/XFA": "scripts", "/AF": "files",
    "/EF": "files", "/EmbeddedFiles": "files", "/OPI": "other", "/Ref": "files", "/Alternates": "pictures",
    "/CreatorInfo": "program", "/Lock": "other", "/SV": "other", "/Info": "other", "/Author": "people",
    "/Creator": "program", "/Producer": "program", "/CreationDate": "time", "/ModDate": "time",
    "/DPartRoot": "other", "/Perms": "other", "/Collection": "files", "/Threads": "other", "/SpiderInfo": "other",
    "/UserProperties": "other", "/Measure": "place", "/PtData": "place",
}  # fmt: skip
#: Of pictures and drawings that pages share, these are kept: TeX writes the path of their files beside them.
SHARED = {
    "/Image": (
        "/Type", "/Subtype", "/Width", "/Height", "/ColorSpace", "/BitsPerComponent", "/Intent", "/ImageMask", "/Mask",
        "/Decode", "/Interpolate", "/SMask", "/SMaskInData", "/Matte", "/Name", "/StructParent", "/ID", "/OC",
    ),
    "/Form": (
        "/Type", "/Subtype", "/FormType", "/BBox", "/Matrix", "/Resources", "/Group", "/StructParent", "/StructParents",
        "/OC", "/Name",
    ),
}  # fmt: skip
#: A stream may say that its bytes stand in another file.
OUTSIDE = ("/F", "/FFilter", "/FDecodeParms", "/DL")
#: Types that are dropped whole wherever something points to them.
TYPES = {
    "/Metadata": "other", "/EmbeddedFile": "files", "/Filespec": "files", "/F": "files", "/Sig": "people",
    "/DocTimeStamp": "time", "/SigRef": "people", "/ObjStm": None, "/XRef": None, "/Catalog": None, "/Page": None,
    "/Pages": None, "/Template": None, "/Rendition": "files", "/MediaClip": "files", "/3D": "files",
    "/RichMediaContent": "files", "/Bead": "other", "/Thread": "other",
}  # fmt: skip
#: Everything that an action can be; four of them are harmless.
ACTIONS = {
    "/GoTo", "/GoToR", "/GoToE", "/GoToDp", "/Launch", "/Thread", "/URI", "/Sound", "/Movie", "/Hide", "/Named",
    "/SubmitForm", "/ResetForm", "/ImportData", "/JavaScript", "/SetOCGState", "/Rendition", "/Trans", "/GoTo3DView",
    "/RichMediaExecute",
}  # fmt: skip
NAMED = {"/NextPage", "/PrevPage", "/FirstPage", "/LastPage"}
#: Annotations that are drawn on the page. Of each, what draws it is kept, and no name, day or remark.
DRAWN = {
    "/Link", "/FreeText", "/Line", "/Square", "/Circle", "/Polygon", "/PolyLine", "/Highlight", "/Underline",
    "/Squiggly", "/StrikeOut", "/Stamp", "/Caret", "/Ink", "/Watermark", "/Widget",
}  # fmt: skip
DRAWING = (
    "/Type", "/Subtype", "/Rect", "/F", "/C", "/Border", "/BS", "/BE", "/AP", "/AS", "/QuadPoints", "/InkList", "/L",
    "/LE", "/Vertices", "/IC", "/CA", "/ca", "/BM", "/RD", "/H", "/StructParent", "/OC", "/P", "/Lang",
)  # fmt: skip
MORE = {
    "/Link": ("/A", "/Dest", "/Contents"),
    "/FreeText": ("/Contents", "/DA", "/Q", "/DS", "/CL", "/IT"),
    "/Stamp": ("/Name",),
    "/Watermark": ("/FixedPrint",),
    "/Widget": (
        "/FT", "/T", "/TU", "/V", "/DV", "/Ff", "/Opt", "/MaxLen", "/DA", "/Q", "/Kids", "/Parent", "/MK", "/TI", "/I",
        "/DS", "/A",
    ),
}  # fmt: skip
#: What is told of annotations that are left out. Of others, "notes".
LEFT_OUT = {
    "/FileAttachment": "files", "/Sound": "files", "/Movie": "files", "/Screen": "files", "/3D": "files",
    "/RichMedia": "files", "/Projection": "files", "/PrinterMark": "other", "/TrapNet": "other",
}  # fmt: skip
REMARKS = ("/T", "/Contents", "/RC", "/Popup", "/Subj")
HIDDEN, NO_VIEW = 2, 32
#: The document's own properties.
INFO = {
    "/Author": "people", "/Creator": "program", "/Producer": "program", "/CreationDate": "time", "/ModDate": "time",
    "/Title": "words", "/Subject": "words", "/Keywords": "words",
}  # fmt: skip
