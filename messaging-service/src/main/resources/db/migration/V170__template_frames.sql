-- What stands around the body of a template, and of the template that goes instead of free text.

alter table templates
    add header_format  text check (header_format in ('text', 'image', 'video', 'document', 'location')),
    add header_example text; -- for the provider's reviewers: a value of the text's place, or the handle of a file at Meta
alter table templates no force row level security;
update templates set header_format = 'text' where header is not null;
alter table templates force row level security;

alter table messages
    add fallback_content jsonb; -- becomes content with the other fallback columns
