"""Amounts that astonish are kept once somebody has ticked that they are right."""

from django import forms


class AmountsForm(forms.ModelForm):
    """The form of a row that has `doubts()`; the box to tick is shown once there is something to confirm."""

    are_checked = forms.BooleanField(
        label="ces montants sont justes", required=False, widget=forms.HiddenInput, help_text="Cochez pour confirmer."
    )
    amounts = ()  # the fields that are asked about when they change

    def _post_clean(self):
        """Ask once the row is as it would be saved."""
        super()._post_clean()
        is_touched = not self.instance.pk or not {*self.amounts}.isdisjoint(self.changed_data)
        if self.errors or not is_touched:
            return
        doubts = self.instance.doubts()
        if doubts:
            self.fields["are_checked"].widget = forms.CheckboxInput()
        if doubts and not self.cleaned_data.get("are_checked"):
            self.add_error("are_checked", [f"À vérifier : {doubt}." for doubt in doubts])


class FundingForm(AmountsForm):
    amounts = ("amount_voted", "amount_paid", "round")


class AmendmentForm(AmountsForm):
    amounts = ("amount",)
