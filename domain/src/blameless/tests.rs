mod judged;
mod operator;
mod reading;
