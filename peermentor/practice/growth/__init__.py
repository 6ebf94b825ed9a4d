"""Goals, promises, topics, insights and feedback: what people grow by."""
