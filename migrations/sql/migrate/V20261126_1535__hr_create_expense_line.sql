-- expand
create table hr_expense_line (
    id         binary(16)    not null,
    company_id binary(16)    not null,
    claim_id binary(16) not null,
    line_no int not null,
    expense_date date not null,
    expense_type_id binary(16) not null,
    text varchar(200) not null,
    net decimal(19,4) not null,
    tax decimal(19,4) not null,
    tax_code varchar(32) not null,
    constraint pk_hr_expense_line primary key (id),
    constraint uq_hr_expense_line_no unique (claim_id, line_no),
    constraint fk_hr_expense_line_claim foreign key (claim_id) references hr_expense_claim (id),
    constraint fk_hr_expense_line_type foreign key (expense_type_id) references hr_expense_type (id),
    constraint ck_hr_expense_line_amount check (net > 0 and tax >= 0)
);
