package io.tidings.testkit.architecture.canary.names_say_something;

class OrderServiceImpl {}
