"""The dialogue in which a legal reader gives their word."""

from django import forms
from wagtail.forms import TaskStateCommentForm


class SignOffForm(TaskStateCommentForm):
    """Carries the version that was shown, by its key and its moment: an autosave writes into one that is there."""

    shown = forms.CharField(widget=forms.HiddenInput)
