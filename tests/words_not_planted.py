"""The text fields of the tables in which the catalogue plants nothing, each with the reason. A field that is in no
canary, no confidence and not here fails a test: somebody has to say whether readers may have it."""

#: reason -> the model and its fields.
NOT_PLANTED = {
    "a page of its own that is public or closed as a whole, like the kinds that are planted": {
        "home.HomePage": "strapline introduction",
        "home.Action": "title text link_url",
        "press.PressArchivePage": "introduction",
        "legal.LegalIndexPage": "introduction",
        "timeline.TimelinePage": "introduction",
        "timeline.SubjectIndexPage": "introduction",
        "home.ReportersPage": "in_short contact_name contact_role contact_phone contact_email contact_hours quotation"
        " speaker speaker_role not_to_report worded_by",
    },
    "the campaign says it of itself, on every page": {
        "home.CampaignSettings": "name hashtag publisher accent_colour licence licence_url contact",
        "wagtailcore.Site": "hostname site_name",
        "wagtailcore.Locale": "language_code",
    },
    "a word list for readers: what the law calls things": {
        "legal.Procedure": "key version name jurisdiction",
        "legal.Stage": "key name plain_name explains rule_ref usual_limit as_at",
        "legal.Outcome": "key label",
        "timeline.Term": "word other_forms sentence",
    },
    "printed: under what licence the words of others stand, and where a copy of a page is": {
        "press.ArticleRights": "licence licence_url",
        "timeline.WebLink": "archived_url",
    },
    "a permanent id, which readers have of what was public": {"timeline.TakeDown": "short_id"},
    "told to calendars": {"timeline.PublicRecord": "calendar_start_before"},
    "named anew when it is kept: a name that tells nothing, and is looked for by itself": {
        "press.Capture": "warc",
        "press.IntakeItem": "upload",
        "timeline.ImportBatch": "upload",
        "timeline.CampaignImage": "file",
        "timeline.CampaignRendition": "filter_spec file focal_point_key",
        "timeline.CampaignDocument": "file",
    },
    "a word of a few, or a number": {
        "timeline.ImportBatch": "kind",
        "wagtailusers.UserProfile": "preferred_language current_time_zone",
        "wagtailcore.ModelLogEntry": "action object_id",
        "wagtailcore.PageLogEntry": "action",
        "wagtailcore.Revision": "object_id",
        "wagtailcore.WorkflowState": "object_id",
        "wagtailcore.Page": "path",
        "wagtailcore.Collection": "path",
        "wagtailadmin.EditingSession": "object_id",
        "wagtailsearch.IndexEntry": "object_id",
        "wagtailcore.ReferenceIndex": "object_id to_object_id model_path content_path",
        "contenttypes.ContentType": "app_label model",
        "auth.Permission": "name codename",
    },
    "leads on from an address of ours, and is asked about by the gate (GatedRedirectMiddleware)": {
        "wagtailredirects.Redirect": "redirect_page_route_path redirect_link",
    },
    "nothing is kept there: our own models stand in their place, embeds are links, half-filled uploads are refused, and"
    " no API takes a token": {
        "wagtaildocs.Document": "title file file_hash",
        "wagtailimages.Image": "title file description file_hash",
        "wagtailimages.Rendition": "filter_spec file focal_point_key",
        "wagtailembeds.Embed": "url hash html title author_name provider_name thumbnail_url",
        "wagtailcore.UploadedFile": "file",
        "wagtailcore.APIToken": "name key_hash prefix",
        "account.EmailAddress": "email",
        "account.EmailConfirmation": "key",
    },
    "what is being typed, signed in or worked on: keyed to one account, and read by Wagtail and Django alone": {
        "wagtailadmin.FormState": "data object_id parent_object_id",
        "sessions.Session": "session_key session_data",
        "django_tasks_database.DBTaskResult": "args_kwargs task_path worker_ids queue_name backend_name return_value"
        " exception_class_path traceback",
    },
}

FIELDS_NOT_PLANTED = {
    f"{model}.{name}" for models in NOT_PLANTED.values() for model, names in models.items() for name in names.split()
}
