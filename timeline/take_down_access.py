"""Who may take something down, who may put it back, and who is told of it."""

from wagtail.documents import get_document_model
from wagtail.images import get_image_model
from wagtail.models import Page
from wagtail.permissions import page_permission_policy, policy_registry

from timeline.gate import GatedPageMixin
from timeline.models import TakeDown
from timeline.querysets import GatedPageQuerySet

Thing = TakeDown.Thing
SEES_ORDERS, LIFTS_ORDERS = "timeline.view_restriction", "timeline.lift_restriction"


def find(thing: str, key: int):
    """The page, picture or document with this key, or ``None``. Of pages, those that are no room of the site."""
    if thing == Thing.PAGE:
        page = GatedPageQuerySet(model=Page).filter(pk=key).first()
        return page.specific if page and _is_taken_down_alone(page) else None
    model = {Thing.PICTURE: get_image_model(), Thing.DOCUMENT: get_document_model()}.get(thing)
    return model and model.objects.filter(pk=key).first()


def may_take_down(user, subject, thing: str) -> bool:
    """Whoever may change it may take it from readers, also who may not publish: it must not wait for somebody."""
    if thing == Thing.PAGE:
        # By its kind: a list of pages asks for each of them.
        return _is_taken_down_alone(subject) and subject.permissions_for_user(user).can_edit()
    return policy_registry.get_by_type(type(subject)).user_has_permission_for_instance(user, "change", subject)


def _is_taken_down_alone(page) -> bool:
    kind = page.specific_class or object
    return issubclass(kind, GatedPageMixin) and not kind.is_room


def may_publish(user, subject, thing: str) -> bool:
    """Whoever may publish the page; where it is a file, some page."""
    if thing == Thing.PAGE:
        return subject is not None and subject.permissions_for_user(user).can_publish()
    return page_permission_policy.user_has_permission(user, "publish")


def may_put_back(user, row: TakeDown) -> bool:
    """Those who publish; what a court has closed, those who lift orders."""
    if row.why == TakeDown.Why.COURT and row.thing == Thing.PAGE:
        return user.has_perm(LIFTS_ORDERS)
    return row.subject is not None and may_publish(user, row.subject, row.thing)


def may_see(user, row: TakeDown) -> bool:
    """Those who see orders, those who decide on it, and whoever took it down."""
    return user.has_perm(SEES_ORDERS) or row.taken_by_id == user.pk or may_put_back(user, row)
