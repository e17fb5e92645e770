-- expand
-- The user who last said what leave is asked for: he does not decide on it.
alter table hr_leave_request add column entered_by binary(16) null;
