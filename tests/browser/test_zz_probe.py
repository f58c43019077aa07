from timeline.models import TimelineEntry
def test_probe(demo_site, editor_context):
    page = editor_context.new_page()
    for e in TimelineEntry.objects.order_by("story_order"):
        page.goto(f"/admin/pages/{e.pk}/edit/", wait_until="domcontentloaded")
        page.wait_for_function("document.readyState==='complete'")
        r = page.evaluate("""async () => { const f=document.querySelector('#page-edit-form'); const d=new FormData(f); d.append('action-publish','Publish');
          const r=await fetch(f.action||location.href,{method:'POST',body:d}); const t=await r.text();
          const doc=new DOMParser().parseFromString(t,'text/html');
          return [r.status, r.url, [...doc.querySelectorAll('.error-message, .messages .error')].map(x=>x.textContent.trim())] }""")
        if r[0]!=200 or r[2]: print(e.slug, r)
