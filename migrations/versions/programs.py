"""Programs: files of drafts and submissions, and who is marking what"""

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None


def upgrade() -> None:
    with op.batch_alter_table("assignment_version") as table:
        table.add_column(
            sa.Column("has_programs", sa.Boolean(), nullable=False, server_default=sa.false())
        )
    with op.batch_alter_table("submission") as table:
        table.add_column(sa.Column("claim_token", sa.String(length=32), nullable=True))
        table.add_column(sa.Column("claimed_until", sa.DateTime(timezone=True), nullable=True))
        table.add_column(sa.Column("tries", sa.Integer(), nullable=False, server_default="0"))
    with op.batch_alter_table("draft") as table:
        table.add_column(
            sa.Column("files_revision", sa.Integer(), nullable=False, server_default="0")
        )
    _create_draft_file()
    _create_submission_file()


def downgrade() -> None:
    op.drop_table("submission_file")
    op.drop_table("draft_file")
    with op.batch_alter_table("draft") as table:
        table.drop_column("files_revision")
    with op.batch_alter_table("submission") as table:
        table.drop_column("tries")
        table.drop_column("claimed_until")
        table.drop_column("claim_token")
    with op.batch_alter_table("assignment_version") as table:
        table.drop_column("has_programs")


def _create_draft_file() -> None:
    op.create_table(
        "draft_file",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("attempt_id", sa.Integer(), nullable=False),
        sa.Column("problem_id", sa.String(length=100), nullable=False),
        sa.Column("name", sa.String(length=100), nullable=False),
        sa.Column("body", sa.LargeBinary(), nullable=False),
        sa.Column("saved_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["attempt_id"], ["attempt.id"], name=op.f("fk_draft_file_attempt_id_attempt")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_draft_file")),
        sa.UniqueConstraint(
            "attempt_id",
            "problem_id",
            "name",
            name=op.f("uq_draft_file_attempt_id_problem_id_name"),
        ),
    )


def _create_submission_file() -> None:
    op.create_table(
        "submission_file",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("submission_id", sa.Integer(), nullable=False),
        sa.Column("problem_id", sa.String(length=100), nullable=False),
        sa.Column("name", sa.String(length=100), nullable=False),
        sa.Column("stored_file_id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["submission_id"],
            ["submission.id"],
            name=op.f("fk_submission_file_submission_id_submission"),
        ),
        sa.ForeignKeyConstraint(
            ["stored_file_id"],
            ["stored_file.id"],
            name=op.f("fk_submission_file_stored_file_id_stored_file"),
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_submission_file")),
        sa.UniqueConstraint(
            "submission_id",
            "problem_id",
            "name",
            name=op.f("uq_submission_file_submission_id_problem_id_name"),
        ),
    )
