-- expand
create table hr_calendar (
    id         binary(16)    not null,
    company_id binary(16)    not null,
    code varchar(20) collate utf8mb4_bin not null,
    name varchar(200) not null,
    monday decimal(4,2) not null,
    tuesday decimal(4,2) not null,
    wednesday decimal(4,2) not null,
    thursday decimal(4,2) not null,
    friday decimal(4,2) not null,
    saturday decimal(4,2) not null,
    sunday decimal(4,2) not null,
    changes int not null,
    version bigint not null,
    constraint pk_hr_calendar primary key (id),
    constraint uq_hr_calendar_code unique (company_id, code),
    constraint ck_hr_calendar_hours check (least(monday, tuesday, wednesday, thursday, friday, saturday, sunday) >= 0 and greatest(monday, tuesday, wednesday, thursday, friday, saturday, sunday) <= 24),
    index ix_hr_calendar_company (company_id, id)
);
