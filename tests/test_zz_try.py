import time, pytest
from benchmarks.fill import fill
from wagtail.models import Page
from timeline.models import *
from timeline import querysets as Q
from django.db import connection
@pytest.mark.django_db
def test_x(front_page, client):
    for n in (1000,4000):
        fill(n)
        qs=TimelineEntry.objects.published()
        t=time.time(); qs.count(); print(n,"count", time.time()-t)
        for name, g in Q.GUARDS.items():
            from django.utils import timezone
            q=TimelineEntry.objects.filter(g(timezone.now()))
            t=time.time(); q.count(); print("   ",name, round(time.time()-t,4))
        q=TimelineEntry.objects.filter(Q._stands_under_live_pages(timezone.now())).order_by("story_order")
        print(q.values("pk").explain())
        for u in ["/","/timeline/","/timeline/entry-0/","/feeds/everything.atom", "/press/", "/legal/the-first-case/"]:
            t=time.time(); r=client.get(u); t1=time.time(); r=client.get(u); print(u, r.status_code, round(t1-t,3), round(time.time()-t1,3), len(r.content))
