-- expand
create table hr_holiday (
    calendar_id binary(16) not null,
    day         date       not null,
    constraint pk_hr_holiday primary key (calendar_id, day),
    constraint fk_hr_holiday_calendar foreign key (calendar_id) references hr_calendar (id)
);
