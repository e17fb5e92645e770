-- expand
-- A sum of amounts may be larger than each of them may: 10^18 opportunities of the largest amount fit.
alter table crm_forecast_line
    modify column amount decimal(37,4) not null,
    modify column weighted decimal(41,8) not null;
