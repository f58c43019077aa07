"""What an editor does in the admin, in words."""

from playwright.sync_api import expect


class EntryForm:
    """The form of an entry, on a page of a browser that is signed in."""

    def __init__(self, page):
        self.page = page
        self.date = page.locator("#id_date")
        self.reading = page.locator("#id_date-reading")
        self.extent = page.locator("#id_date_extent")
        self.wording = page.locator("#id_date_wording")

    def add(self, parent, kind="timeline/eventpage"):
        self.page.goto(f"/admin/pages/add/{kind}/{parent.pk}/")
        return self

    def edit(self, entry):
        self.page.goto(f"/admin/pages/{entry.pk}/edit/")
        return self

    def type_date(self, text):
        """Type *text*, key by key, in place of what stands in the date's box."""
        self.date.fill("")
        self.date.press_sequentially(text)

    def reads_as(self, words):
        expect(self.reading).to_have_attribute("data-state", "read")
        expect(self.reading).to_have_text(f"Reads as: {words}")

    def answers(self, state, message):
        """The box asks ("question") or refuses ("error"), and says *message*."""
        expect(self.reading).to_have_attribute("data-state", state)
        expect(self.reading).to_contain_text(message)

    def choices(self):
        return self.reading.get_by_role("button").all_inner_texts()

    def choose(self, label):
        self.reading.get_by_role("button", name=label, exact=True).click()

    def error_beside(self, name):
        return self.page.locator("[data-field]").filter(has=self.page.locator(f"#id_{name}")).locator(".error-message")

    def fill(self, **values):
        for name, value in values.items():
            self.page.locator(f"#id_{name}").fill(value)

    def save(self):
        self.page.get_by_role("button", name="Save draft").click()

    def publish(self):
        self.page.get_by_role("button", name="More actions").click()
        self.page.get_by_role("button", name="Publish", exact=True).click()

    def is_published(self):
        expect(self.page.locator(".messages .success")).to_contain_text("published")
