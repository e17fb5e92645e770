-- expand
create table hr_leave_decision (
    id         binary(16)    not null,
    company_id binary(16)    not null,
    request_id binary(16) not null,
    level int not null,
    approved boolean not null,
    actor_id binary(16) not null,
    actor_name varchar(100) not null,
    on_behalf_of binary(16) null,
    text varchar(500) null,
    at datetime(6) not null,
    constraint pk_hr_leave_decision primary key (id),
    constraint uq_hr_leave_decision_level unique (request_id, level),
    constraint uq_hr_leave_decision_actor unique (request_id, actor_id),
    constraint fk_hr_leave_decision_request foreign key (request_id) references hr_leave_request (id),
    constraint fk_hr_leave_decision_employee foreign key (on_behalf_of) references hr_employee (id)
) comment = 'append-only';
