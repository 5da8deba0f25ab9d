mod admin;
mod audit;
mod coded;
mod documented;
mod strict;
