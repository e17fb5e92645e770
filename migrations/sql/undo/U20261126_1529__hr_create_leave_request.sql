drop table if exists hr_leave_request;
