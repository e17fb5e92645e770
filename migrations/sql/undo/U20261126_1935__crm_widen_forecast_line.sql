-- A sum that the old width cannot hold goes; its snapshot stays without it.
delete from crm_forecast_line where amount >= 1000000000000000;
alter table crm_forecast_line
    modify column amount decimal(19,4) not null,
    modify column weighted decimal(23,8) not null;
