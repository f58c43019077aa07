"""The names of the addresses by which one signs in. Plain words: the settings read them before Django is there."""

#: Whoever has to set up the second step may open these and no other of the admin; they have a policy of their own.
SIGN_IN = frozenset(
    {
        "account_change_password",
        "account_login",
        "account_reauthenticate",
        "accounts_email",
        "accounts_sign_out_elsewhere",
        "mfa_activate_totp",
        "mfa_authenticate",
        "mfa_deactivate_totp",
        "mfa_download_recovery_codes",
        "mfa_generate_recovery_codes",
        "mfa_index",
        "mfa_reauthenticate",
        "mfa_view_recovery_codes",
        "wagtailadmin_login",
        "wagtailadmin_password_reset",
        "wagtailadmin_password_reset_complete",
        "wagtailadmin_password_reset_confirm",
        "wagtailadmin_password_reset_done",
    }
)
#: What these pages are drawn with, and the way out.
BESIDE = frozenset({"wagtailadmin_javascript_catalog", "wagtailadmin_logout", "wagtailadmin_sprite"})
