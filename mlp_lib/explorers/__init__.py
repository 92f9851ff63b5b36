"""An explorer's scene is one picture that its controls move; each chapter's scenes live in a module here."""
