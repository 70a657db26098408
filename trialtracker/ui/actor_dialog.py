"""The window that asks who is at the keyboard."""

from collections.abc import Sequence
from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QLineEdit, QPushButton, QWidget

from trialtracker.clinical.actor import Actor, Role
from trialtracker.clinical.actor_checks import check_actor
from trialtracker.clinical.refusal import RefusedError
from trialtracker.overriding import override
from trialtracker.ui.flow_layout import FlowLayout
from trialtracker.ui.form_dialog import FormDialog
from trialtracker.ui.form_field import ChoiceBox, FormField, make_form
from trialtracker.ui.plain_text import plain_button_text, plain_label, plain_tooltip, wrapped_label

STATED = (
    "Stated, not proven: no password is asked for yet. Whatever is stored from now on carries this "
    "name; drafts and the open trial stay as they are."
)
_LONGEST = 44
_ROLES = tuple(Role)


class ActorDialog(FormDialog):
    """Name and role; who was here lately is taken over at once. submitted carries an Actor."""

    submitted = Signal(object)

    def __init__(self, now: Actor, recent: Sequence[Actor], parent: QWidget | None = None) -> None:
        super().__init__("Who is at the keyboard?", "Use this name", parent)
        self.close_button.setText("Stay as it is")
        self.name = QLineEdit(now.name)
        self.role = ChoiceBox(_ROLES)
        self.role.show_choice(now.role)
        form = make_form(
            FormField("name", "&Name", self.name, self.name.textEdited),
            FormField("role", "&Role", self.role, self.role.currentIndexChanged),
        )
        column = self.add_card(f"Now: {now.words}", form)
        column.addWidget(wrapped_label(STATED))
        self.people = [self._make_button(*each) for each in enumerate(recent, start=1)]
        if self.people:
            flow = FlowLayout(gap=6)
            for button in self.people:
                flow.addWidget(button)
            column.addWidget(plain_label("Lately on this computer", "caption"))
            column.addLayout(flow)
        column.addStretch(1)
        self.resize(560, 460)

    @override
    def submit(self) -> None:
        self._take(Actor(self.name.text().strip(), _ROLES[self.role.currentIndex()]))

    def _take(self, actor: Actor) -> None:
        try:
            check_actor(actor)
        except RefusedError as refused:
            self.show_problems(refused.problems)
            return
        self.show_problems(())
        self.save_button.setEnabled(False)
        self.submitted.emit(actor)

    def _make_button(self, number: int, actor: Actor) -> QPushButton:
        words = actor.words
        shown = words if len(words) <= _LONGEST else f"{words[:_LONGEST]}…"
        button = QPushButton(f"&{number}  {plain_button_text(shown)}")
        button.setProperty("small", True)
        button.setAutoDefault(False)
        button.setAccessibleName(f"Go on as {words}")
        button.setToolTip(plain_tooltip(words))
        button.clicked.connect(partial(self._take, actor))
        return button
