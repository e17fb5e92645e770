-- expand
-- What the bank gave back of a run and is not paid again, and how often it gave something back.
alter table hr_payroll_run
    add column returned decimal(19,4) not null default 0,
    add column returns int not null default 0,
    add constraint ck_hr_payroll_run_returned check (returned >= 0 and returned <= net and (returned = 0 or returns > 0));
