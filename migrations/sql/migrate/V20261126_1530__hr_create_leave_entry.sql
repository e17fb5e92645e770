-- expand
create table hr_leave_entry (
    id         binary(16)    not null,
    company_id binary(16)    not null,
    employee_id binary(16) not null,
    leave_type_id binary(16) not null,
    kind varchar(16) not null,
    days decimal(7,2) not null,
    effective_date date not null,
    run_key varchar(24) collate utf8mb4_bin null,
    request_id binary(16) null,
    text varchar(200) null,
    created_at datetime(6) not null,
    constraint pk_hr_leave_entry primary key (id),
    constraint uq_hr_leave_entry_run unique (employee_id, leave_type_id, run_key),
    constraint fk_hr_leave_entry_employee foreign key (employee_id) references hr_employee (id),
    constraint fk_hr_leave_entry_type foreign key (leave_type_id) references hr_leave_type (id),
    constraint fk_hr_leave_entry_request foreign key (request_id) references hr_leave_request (id),
    constraint ck_hr_leave_entry_kind check (kind in ('GRANT', 'ACCRUAL', 'TAKE', 'GIVE_BACK', 'EXPIRY', 'CARRY_OVER', 'PAY_OUT', 'CORRECTION')),
    constraint ck_hr_leave_entry_days check (days <> 0),
    index ix_hr_leave_entry_company (company_id, id),
    index ix_hr_leave_entry_run (company_id, run_key),
    index ix_hr_leave_entry_date (employee_id, leave_type_id, effective_date)
) comment = 'append-only';
