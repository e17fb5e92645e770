-- expand
create table hr_leave_type (
    id         binary(16)    not null,
    company_id binary(16)    not null,
    code varchar(20) collate utf8mb4_bin not null,
    name varchar(200) not null,
    paid boolean not null,
    lowest decimal(7,2) null,
    version bigint not null,
    constraint pk_hr_leave_type primary key (id),
    constraint uq_hr_leave_type_code unique (company_id, code),
    constraint ck_hr_leave_type_lowest check (lowest is null or lowest <= 0),
    index ix_hr_leave_type_company (company_id, id)
);
