-- People in full: one contact however a phone is spelled, ids of WhatsApp, tags, attributes, search, erasure.

alter table contacts
    alter column phone drop not null,                  -- known by WhatsApp's id alone, or erased
    add column phone_key    text collate "C",          -- the same for all spellings of one phone
    add column tags         text[] not null default '{}',
    add column attributes   jsonb  not null default '{}',
    add column erased_at    timestamptz,
    add column former_phone bytea;                     -- keyed hash of an erased phone's key: their stop outlives the erasure
alter table contacts drop constraint contacts_tenant_id_phone_key;
alter table contacts add unique (tenant_id, phone_key);
create index contacts_phone on contacts (tenant_id, phone);
create index contacts_former_phone on contacts (tenant_id, former_phone) where former_phone is not null;

-- The owner is under the lock of each tenant too; this change is for all of them.
alter table contacts no force row level security;
update contacts c set phone_key = k.key
from (select tenant_id, id, key, row_number() over (partition by tenant_id, key order by id) as nth
      from (select tenant_id, id,
                   regexp_replace(regexp_replace(regexp_replace(substr(phone, 2),
                       '^55(\d\d)([6-9]\d{7})$', '55\19\2'), '^521(\d{10})$', '52\1'), '^549(\d{10})$', '54\1') as key
            from contacts) keys) k
where k.nth = 1 and c.tenant_id = k.tenant_id and c.id = k.id;
alter table contacts force row level security;

-- What a contact is found by: words of the name, digits of the phone, tags, attributes. Compared byte by byte, because under
-- row-level security an index serves only operators that leak nothing: no trigrams, no containment, no LIKE.
create table contact_terms (
    tenant_id  uuid not null,
    term       text collate "C" not null,
    contact_id uuid not null,
    primary key (tenant_id, term, contact_id),
    foreign key (tenant_id, contact_id) references contacts (tenant_id, id)
);
create unique index contact_terms_of on contact_terms (tenant_id, contact_id, term);
select protect('contact_terms');

alter table contacts no force row level security;
alter table contact_terms no force row level security;
insert into contact_terms (tenant_id, term, contact_id)
select tenant_id, 'p:' || phone_key, id from contacts where phone_key is not null
union select tenant_id, 'r:' || reverse(phone_key), id from contacts where phone_key is not null
union select c.tenant_id, 'n:' || left(word, 100), c.id
from contacts c, regexp_split_to_table(lower(regexp_replace(normalize(c.name, NFKD), '[\u0300-\u036F]', '', 'g')), '[^[:alnum:]]+') word
where word <> '';
alter table contacts force row level security;
alter table contact_terms force row level security;

-- Business-scoped user ids: known to one number of the business, and to those of the same portfolio.
create table contact_bsuids (
    tenant_id    uuid        not null,
    phone_number uuid        not null,
    bsuid        text        not null, -- such as US.13491208655302741918
    parent_bsuid text,                 -- of the company group that links its portfolios, such as US.ENT.…
    contact_id   uuid        not null,
    seen_at      timestamptz not null,
    primary key (tenant_id, phone_number, bsuid),
    foreign key (tenant_id, contact_id) references contacts (tenant_id, id),
    foreign key (tenant_id, phone_number) references phone_numbers (tenant_id, id)
);
create index contact_bsuids_known on contact_bsuids (tenant_id, bsuid);
create index contact_bsuids_parent on contact_bsuids (tenant_id, parent_bsuid) where parent_bsuid is not null;
create index contact_bsuids_of on contact_bsuids (tenant_id, contact_id);
select protect('contact_bsuids');

-- Numbers that share a portfolio share its ids of people. A removed number stays for its messages, without its token.
alter table phone_numbers add column portfolio_id text, add column removed_at timestamptz;
alter table phone_numbers drop constraint phone_numbers_tenant_id_phone_number_id_key;
create unique index phone_numbers_provider_id on phone_numbers (tenant_id, phone_number_id) where removed_at is null;

-- A question of ours that waits for its answer: until then YES and CANCEL are answers and no wish about messages.
create table pending_questions (
    tenant_id  uuid        not null,
    contact_id uuid        not null,
    about      text        not null, -- such as the intent key of the message that asked
    expires_at timestamptz not null,
    primary key (tenant_id, contact_id),
    foreign key (tenant_id, contact_id) references contacts (tenant_id, id)
);
select protect('pending_questions');
