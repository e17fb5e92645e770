-- expand
create table hr_punch (
    id         binary(16)    not null,
    company_id binary(16)    not null,
    employee_id binary(16) not null,
    at datetime(6) not null,
    kind varchar(3) not null,
    replaces_id binary(16) null,
    is_void boolean not null,
    reason varchar(200) null,
    entered_by binary(16) not null,
    entered_at datetime(6) not null,
    constraint pk_hr_punch primary key (id),
    constraint uq_hr_punch_replaces unique (replaces_id),
    constraint fk_hr_punch_employee foreign key (employee_id) references hr_employee (id),
    constraint fk_hr_punch_replaces foreign key (replaces_id) references hr_punch (id),
    constraint ck_hr_punch_kind check (kind in ('IN', 'OUT')),
    index ix_hr_punch_company (company_id, id),
    index ix_hr_punch_at (employee_id, at)
) comment = 'append-only';
