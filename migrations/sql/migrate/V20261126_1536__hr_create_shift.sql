-- expand
create table hr_shift (
    id         binary(16)    not null,
    company_id binary(16)    not null,
    code varchar(20) collate utf8mb4_bin not null,
    name varchar(200) not null,
    starts_at varchar(5) not null,
    ends_at varchar(5) not null,
    break_minutes int not null,
    version bigint not null,
    constraint pk_hr_shift primary key (id),
    constraint uq_hr_shift_code unique (company_id, code),
    constraint ck_hr_shift_break check (break_minutes >= 0),
    index ix_hr_shift_company (company_id, id)
);
