alter table hr_leave_request drop column entered_by;
