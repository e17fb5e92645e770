-- expand
create table hr_person (
    id         binary(16)    not null,
    company_id binary(16)    not null,
    birth_date date null,
    tax_number varchar(40) null,
    iban varchar(34) null,
    bic varchar(11) null,
    street varchar(200) null,
    postal_code varchar(20) null,
    city varchar(100) null,
    country varchar(2) null,
    version bigint not null,
    constraint pk_hr_person primary key (id),
    constraint fk_hr_person_employee foreign key (id) references hr_employee (id)
);
